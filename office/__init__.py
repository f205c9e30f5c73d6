"""What a reviewing office does, for every face alike: the library's workspace, what one viewer sees of it, the verbs."""
