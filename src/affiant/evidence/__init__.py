"""Exhibits: the files that reporters sent, whole and as they came."""
