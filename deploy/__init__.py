"""What runs Wirestream elsewhere. The dashboards are generated: see deploy/grafana."""
