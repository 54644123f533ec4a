"""The web server: the dashboard as an ASGI application with its headers, its sign-in route, its health and its logs."""
