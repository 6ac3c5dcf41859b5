"""From words to offers: what a note may have to say, without a model in the cloud."""
