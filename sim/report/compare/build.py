def page(c): return "<html></html>"
