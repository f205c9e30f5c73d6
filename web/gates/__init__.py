"""What stands before both faces of the page: every request passes these gates before Gradio sees it.

They know addresses, methods, cookies and the shape of bodies, and nothing of what stands on the page.
"""
