"""What the places show, as HTML: functions of what is known, in which every text is escaped."""
