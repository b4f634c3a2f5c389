"""Maps and charts: plain shapes in, SVG and compact data out."""
