"""Practice data: a made-up seller of coffee machines, its customers and its weeks.

Nothing here is a real company or person. Telephone numbers come from the
ranges that regulators keep free for films and books (Bundesnetzagentur, Ofcom,
ARCEP, 555-01xx), addresses of mail and web end in ``.example``.
"""
