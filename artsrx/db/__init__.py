"""the only place that knows there is a file or a server"""
