"""The network for other tools: GraphML, GEXF, node-link JSON, and tables of nodes and edges."""

from partnermap.exchange.graphs.writing import FORMS, GEXF, export_network, form_of

__all__ = ["FORMS", "GEXF", "export_network", "form_of"]
