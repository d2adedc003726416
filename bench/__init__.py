"""What `make bench` measures: each figure beside a limit or a peer that was taken in the same run."""
