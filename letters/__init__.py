"""Accepted Findings become 审核意见: composed once, written as Markdown or as a Word document."""
