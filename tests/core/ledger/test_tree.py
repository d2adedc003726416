"""The tree that writes and the tree that verifies agree with each other and with other people's."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.ledger.samples import Stored

from affiant.core.ledger import tree, verify
from affiant.core.ledger.errors import OutsideTree, ProofRefused

# The leaves and the root over them that the Certificate Transparency project tests with.
CT_LEAVES = [bytes.fromhex(each) for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
CT_LEAVES.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
CT_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"

LARGEST = 70_000  # beyond one tile of level 16
LEAVES = [b"%d" % seq for seq in range(LARGEST)]
STORED = Stored(LEAVES)
SIZES = st.one_of(st.integers(1, 600), st.integers(1, LARGEST), st.sampled_from([255, 256, 257, 65535, 65536, 65537]))
HASHES = st.binary(min_size=32, max_size=32)
PROOFS = st.lists(HASHES, max_size=8)


@cache
def root(size: int) -> bytes:
    return verify.replay(LEAVES[:size])


def test_the_root_is_the_one_of_certificate_transparency():
    frontier = tree.Frontier().extend(map(tree.leaf_hash, CT_LEAVES)).frontier

    assert frontier.root.hex() == verify.replay(CT_LEAVES).hex() == CT_ROOT


@settings(deadline=None)
@given(size=SIZES)
@example(size=0)
@example(size=4096)
@example(size=4097)
def test_the_writer_and_the_verifier_agree_on_the_root(size):
    grown = tree.Frontier().extend(STORED.levels[0][:size])

    assert grown.frontier.root == root(size)


@settings(deadline=None, max_examples=50)
@given(size=st.integers(0, 3000), cuts=st.lists(st.integers(0, 3000)))
def test_a_tree_does_not_tell_in_what_portions_it_grew(size, cuts):
    frontier, tiles, edges = tree.Frontier(), [], sorted({0, size, *(cut for cut in cuts if cut < size)})
    for start, end in pairwise(edges):
        frontier, more = frontier.extend(STORED.levels[0][start:end])
        tiles += more

    assert (frontier, tiles) == tuple(tree.Frontier().extend(STORED.levels[0][:size]))


@pytest.mark.parametrize("size", [*range(1, 70), 255, 256, 257, 1000])
def test_other_peoples_tree_has_the_same_root_and_proofs(size):
    import pymerkle

    other = pymerkle.InmemoryTree(algorithm="sha256")
    for leaf in LEAVES[:size]:
        other.append_entry(leaf)

    path = other.prove_inclusion(size // 2 + 1, size).serialize()["path"]

    ours = [STORED.levels[0][size // 2], *tree.inclusion_proof(STORED, size // 2, size)]
    assert other.get_root() == root(size)
    assert sorted(path) == sorted(step.hex() for step in ours)


@settings(deadline=None, max_examples=200)
@given(data=st.data(), size=SIZES)
def test_every_inclusion_proof_verifies(data, size):
    seq = data.draw(st.integers(0, size - 1))

    proof = tree.inclusion_proof(STORED, seq, size)

    verify.check_inclusion(leaf=LEAVES[seq], seq=seq, size=size, proof=proof, root=root(size))


@settings(deadline=None, max_examples=200)
@given(data=st.data(), new=SIZES)
def test_every_consistency_proof_verifies(data, new):
    old = data.draw(st.integers(1, new))

    proof = tree.consistency_proof(STORED, old, new)

    verify.check_consistency(old_size=old, old_root=root(old), new_size=new, new_root=root(new), proof=proof)


@settings(deadline=None, max_examples=200)
@given(data=st.data(), size=st.integers(2, 600))
def test_an_inclusion_proof_with_anything_changed_is_refused(data, size):
    seq = data.draw(st.integers(0, size - 1))
    told = {"leaf": LEAVES[seq], "seq": seq, "proof": tree.inclusion_proof(STORED, seq, size), "root": root(size)}
    at = data.draw(st.integers(0, len(told["proof"]) - 1))
    changed = data.draw(
        st.sampled_from(
            [
                {"leaf": told["leaf"] + b"!"},
                {"root": root(size - 1)},
                {"proof": told["proof"][:-1]},
                {"proof": [*told["proof"], bytes(32)]},
                {"proof": [*told["proof"][:at], bytes(32), *told["proof"][at + 1 :]]},
                {"seq": size},
                {"seq": -1},
            ]
        )
    )

    with pytest.raises(ProofRefused):
        verify.check_inclusion(**{**told, **changed}, size=size)


@settings(deadline=None, max_examples=200)
@given(data=st.data(), new=st.integers(2, 600))
def test_a_ledger_that_was_rewritten_is_refused(data, new):
    old = data.draw(st.integers(1, new - 1))
    rewritten = verify.replay([b"!", *LEAVES[1:old]])
    proof = tree.consistency_proof(STORED, old, new)

    with pytest.raises(ProofRefused):
        verify.check_consistency(old_size=old, old_root=rewritten, new_size=new, new_root=root(new), proof=proof)


@settings(max_examples=300)
@given(seq=st.integers(-2, 40), size=st.integers(-2, 40), proof=PROOFS, wanted=HASHES)
def test_any_proof_is_refused_and_nothing_else_happens(seq, size, proof, wanted):
    with pytest.raises(ProofRefused):
        verify.check_inclusion(leaf=b"invented", seq=seq, size=size, proof=proof, root=wanted)


@settings(max_examples=300)
@given(
    old=st.integers(-2, 40),
    new=st.integers(-2, 40),
    proof=st.lists(HASHES, max_size=8),
    roots=st.tuples(HASHES, HASHES),
)
def test_any_consistency_proof_is_refused_and_nothing_else_happens(old, new, proof, roots):
    told = {"old_size": old, "old_root": roots[0], "new_size": new, "new_root": roots[1] + b"!"}

    with pytest.raises(ProofRefused):
        verify.check_consistency(**told, proof=proof)


@pytest.mark.parametrize(("seq", "size"), [(0, 0), (3, 3), (-1, 3), (0, LARGEST + 1)])
def test_no_proof_is_made_for_what_the_tree_has_not(seq, size):
    with pytest.raises(OutsideTree):
        tree.inclusion_proof(STORED, seq, size)


@pytest.mark.parametrize(("old", "new"), [(0, 1), (2, 1), (-1, 1), (1, LARGEST + 1)])
def test_no_consistency_is_proved_with_what_the_tree_has_not(old, new):
    with pytest.raises(OutsideTree):
        tree.consistency_proof(STORED, old, new)


def test_a_frontier_with_a_hash_too_many_is_refused():
    with pytest.raises(OutsideTree):
        tree.Frontier(2, (bytes(32), bytes(32)))
