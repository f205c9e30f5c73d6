"""What is kept: reports with their files, the reviewer's decisions on findings, and letters."""
