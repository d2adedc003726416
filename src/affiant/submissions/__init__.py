"""The public face's feature: drafts, uploads, envelopes on their way out, mailboxes. Ciphertext only."""
