"""The bytes of files: where they are kept, and who may send and fetch them."""
