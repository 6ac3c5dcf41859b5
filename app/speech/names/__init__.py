"""Customers, people and products by their right names in what a recogniser heard."""
