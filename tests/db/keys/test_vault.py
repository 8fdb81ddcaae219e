"""The vault opens for the right password or sheet, and for nothing else; damage is told from a wrong password."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artsrx.db.keys import attempts, crypto, key_file, recovery_code, vault
from artsrx.domain.errors import Refused, StoreError

GOOD = "otter lamp gravel window"
OTHER = "kettle moss hinge anvil"


@pytest.fixture(autouse=True)
def light(monkeypatch):
    """The settings are kept in each slot, so that a test may use cheap ones."""
    monkeypatch.setattr(crypto, "MEMORY_KIB", 64)
    monkeypatch.setattr(crypto, "PASSES", 1)


@pytest.fixture
def made(tmp_path):
    unlocked, paper = vault.new_vault(tmp_path, " Riverside Arts ", "Priya Shah", GOOD)
    return tmp_path, unlocked, paper


def test_the_settings_we_ship_are_rfc_9106_second_choice(monkeypatch, tmp_path):
    monkeypatch.undo()
    unlocked, _ = vault.new_vault(tmp_path, "Riverside Arts", "Priya Shah", GOOD)
    lock = key_file.read_keys(tmp_path).staff()[0].lock
    assert (lock.memory, lock.passes, lock.lanes) == (65536, 3, 4)
    assert vault.unlock(tmp_path, unlocked.staff_id, GOOD) == unlocked


def test_a_new_vault_opens_with_its_password(made):
    folder, unlocked, _ = made
    assert key_file.organisation(folder) == "Riverside Arts"
    assert key_file.people(folder) == (key_file.Person(unlocked.staff_id, "Priya Shah"),)
    again = vault.unlock(folder, unlocked.staff_id, GOOD)
    assert again == unlocked and len(again.key) == 32
    assert unlocked.key.hex() not in repr(unlocked)


def test_a_password_may_be_typed_in_another_unicode_form(tmp_path):
    unlocked, _ = vault.new_vault(tmp_path, "Riverside Arts", "Priya", "café lamp gravel window")
    assert vault.unlock(tmp_path, unlocked.staff_id, "cafe\u0301 lamp gravel window").key == unlocked.key


@pytest.mark.parametrize(
    ("organisation", "name", "password", "field"),
    [
        (" ", "Priya", GOOD, "organisation"),
        ("Riverside Arts", " ", GOOD, "name"),
        ("Riverside Arts", "Priya", "password", "password"),
        ("Riverside Arts", "Priya", "riverside arts priya", "password"),
    ],
)
def test_what_a_new_vault_needs(tmp_path, organisation, name, password, field):
    with pytest.raises(Refused) as refused:
        vault.new_vault(tmp_path, organisation, name, password)
    assert refused.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_never_made_over_another(made):
    folder, unlocked, _ = made
    with pytest.raises(Refused, match="already"):
        vault.new_vault(folder, "Other", "Ada", OTHER)
    assert vault.unlock(folder, unlocked.staff_id, GOOD).key == unlocked.key


def test_a_wrong_password_is_told_and_counted(made):
    folder, unlocked, _ = made
    for seconds in (0, 0, 5):
        with pytest.raises(vault.WrongPassword, match="does not fit") as wrong:
            vault.unlock(folder, unlocked.staff_id, OTHER)
        assert wrong.value.seconds == seconds and wrong.value.field == "password"
    assert "wait 5 seconds" in wrong.value.words
    with pytest.raises(vault.TooSoon, match="wait") as soon:
        vault.unlock(folder, unlocked.staff_id, GOOD)
    assert 0 < soon.value.seconds <= 5


def test_the_right_password_ends_the_count(made):
    folder, unlocked, _ = made
    for _turn in range(2):
        with pytest.raises(vault.WrongPassword):
            vault.unlock(folder, unlocked.staff_id, OTHER)
    vault.unlock(folder, unlocked.staff_id, GOOD)
    with pytest.raises(vault.WrongPassword) as wrong:
        vault.unlock(folder, unlocked.staff_id, OTHER)
    assert wrong.value.seconds == 0


def test_a_long_wait_is_told_in_minutes(made):
    folder, unlocked, _ = made
    for _turn in range(9):
        attempts.note_failure(folder, unlocked.staff_id)
    with pytest.raises(vault.TooSoon, match="wait 5 minutes"):
        vault.unlock(folder, unlocked.staff_id, GOOD)


def test_somebody_who_is_not_here_is_told_so(made):
    folder, _, _ = made
    with pytest.raises(Refused, match="another name"):
        vault.unlock(folder, uuid4(), GOOD)


def test_a_second_person_opens_the_same_record(made):
    folder, unlocked, _ = made
    ada = vault.add_staff(folder, unlocked, " Ada Lovelace ", OTHER)
    assert vault.unlock(folder, ada, OTHER) == vault.Unlocked(unlocked.key, ada, "Ada Lovelace")
    assert vault.unlock(folder, unlocked.staff_id, GOOD).key == unlocked.key
    with pytest.raises(vault.WrongPassword):
        vault.unlock(folder, ada, GOOD)
    with pytest.raises(Refused, match="already") as refused:
        vault.add_staff(folder, unlocked, "ada lovelace", OTHER)
    assert refused.value.field == "name"


def test_changing_a_password(made):
    folder, unlocked, _ = made
    with pytest.raises(vault.WrongPassword):
        vault.change_password(folder, unlocked.staff_id, OTHER, GOOD)
    with pytest.raises(Refused, match="longer"):
        vault.change_password(folder, unlocked.staff_id, GOOD, "short")
    vault.change_password(folder, unlocked.staff_id, GOOD, OTHER)
    assert vault.unlock(folder, unlocked.staff_id, OTHER).key == unlocked.key
    with pytest.raises(vault.WrongPassword):
        vault.unlock(folder, unlocked.staff_id, GOOD)


def test_the_sheet_opens_and_resets(made):
    folder, unlocked, paper = made
    assert vault.unlock_with_code(folder, paper.groups) == unlocked.key
    for _turn in range(9):
        attempts.note_failure(folder, unlocked.staff_id)
    again = vault.reset_password_by_code(folder, " - ".join(paper.groups).lower(), unlocked.staff_id, OTHER)
    assert again == unlocked
    assert vault.unlock(folder, unlocked.staff_id, OTHER) == unlocked
    with pytest.raises(Refused, match="another name"):
        vault.reset_password_by_code(folder, paper.groups, uuid4(), OTHER)


def test_a_new_sheet_ends_the_old_one(made):
    folder, unlocked, paper = made
    fresh = vault.new_recovery_code(folder, unlocked)
    assert vault.unlock_with_code(folder, fresh.groups) == unlocked.key
    with pytest.raises(Refused, match="not the one of this record") as refused:
        vault.unlock_with_code(folder, paper.groups)
    assert refused.value.field == "sheet"
    assert paper.groups[0] not in repr(paper)


def test_renaming_the_organisation(made):
    folder, unlocked, _ = made
    vault.rename_organisation(folder, " Brook Arts ")
    assert key_file.organisation(folder) == "Brook Arts"
    assert vault.unlock(folder, unlocked.staff_id, GOOD) == unlocked
    with pytest.raises(Refused):
        vault.rename_organisation(folder, "")


# --- the two copies


@pytest.mark.parametrize("hurt", ["keys.json", "keys.json.copy"])
@pytest.mark.parametrize("how", ["gone", "cut", "flipped", "empty", "other json"])
def test_either_copy_may_be_lost(made, hurt, how):
    folder, unlocked, _ = made
    path: Path = folder / hurt
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(
            {"cut": content[:-40], "flipped": content.replace(b"Priya", b"Prixa"), "empty": b"", "other json": b"[1]"}[
                how
            ]
        )
    assert vault.unlock(folder, unlocked.staff_id, GOOD) == unlocked
    assert path.read_bytes() == content  # mended on the way


def test_the_newer_copy_counts_when_a_write_was_cut_short(made):
    folder, unlocked, _ = made
    old = (folder / "keys.json.copy").read_bytes()
    vault.change_password(folder, unlocked.staff_id, GOOD, OTHER)
    (folder / "keys.json.copy").write_bytes(old)
    assert vault.unlock(folder, unlocked.staff_id, OTHER) == unlocked
    assert (folder / "keys.json.copy").read_bytes() != old


def test_both_damaged_or_neither_there(made, tmp_path_factory):
    folder, _, _ = made
    for name in ("keys.json", "keys.json.copy"):
        (folder / name).write_bytes(b"{}")
    with pytest.raises(StoreError, match="damaged, and so is its copy"):
        key_file.people(folder)
    with pytest.raises(StoreError, match="no ArtsRx record"):
        key_file.people(tmp_path_factory.mktemp("empty"))


def test_keys_of_a_newer_artsrx_are_left_alone(made):
    folder, _, _ = made
    whole = json.loads((folder / "keys.json").read_bytes()) | {"format": 2}
    (folder / "keys.json").write_text(json.dumps(whole))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StoreError, match="newer ArtsRx"):
        key_file.people(folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_another_kind_of_file_is_not_keys():
    assert key_file.parse(b'{"artsrx": "pack", "format": 9, "digest": ""}') is None


def _forge(folder, change):
    """Write a changed slot with a right digest, as somebody hostile could."""
    keys = key_file.read_keys(folder)
    key_file.write_keys(folder, change(keys))


def test_a_forged_slot_is_damage_and_not_a_wrong_password(made):
    from dataclasses import replace

    folder, unlocked, _ = made
    mine = key_file.read_keys(folder).staff()[0]
    _forge(folder, lambda keys: keys.with_slot(replace(mine, sealed=mine.sealed[:-2] + "00")))
    with pytest.raises(StoreError, match="does not fit the record"):
        vault.unlock(folder, unlocked.staff_id, GOOD)
    _forge(folder, lambda keys: replace(keys.with_slot(mine), check="00"))
    with pytest.raises(StoreError, match="does not fit the record"):
        vault.unlock(folder, unlocked.staff_id, GOOD)
    _forge(folder, lambda keys: keys.with_slot(replace(mine, ephemeral="00" * 32)))
    with pytest.raises(StoreError, match="does not fit the record"):
        vault.unlock(folder, unlocked.staff_id, GOOD)
    _forge(folder, lambda keys: keys.with_slot(replace(mine, lock=None)))
    with pytest.raises(StoreError, match="does not fit the record"):
        vault.unlock(folder, unlocked.staff_id, GOOD)


def test_a_file_cannot_ask_for_all_the_memory(made):
    from dataclasses import replace

    folder, unlocked, _ = made
    mine = key_file.read_keys(folder).staff()[0]
    _forge(folder, lambda keys: keys.with_slot(replace(mine, lock=replace(mine.lock, memory=1 << 40))))
    with pytest.raises(vault.WrongPassword):
        vault.unlock(folder, unlocked.staff_id, GOOD)


def test_a_disk_that_says_no_is_told_in_three_sentences(made, monkeypatch):
    folder, unlocked, _ = made

    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_file, "write_whole", full)
    monkeypatch.setattr(attempts, "write_whole", full)
    with pytest.raises(StoreError, match="No space left") as error:
        vault.add_staff(folder, unlocked, "Ada", OTHER)
    assert "still work" in error.value.safe
    (folder / "keys.json.copy").unlink()
    assert vault.unlock(folder, unlocked.staff_id, GOOD) == unlocked
    with pytest.raises(vault.WrongPassword):
        vault.unlock(folder, unlocked.staff_id, OTHER)


# --- waiting


def test_the_wait_survives_a_restart_and_a_clock_put_back(tmp_path):
    who, noon = uuid4(), datetime(2026, 5, 5, 12, tzinfo=UTC)
    assert [attempts.note_failure(tmp_path, who, now=noon) for _ in range(5)] == [0, 0, 5, 10, 20]
    assert attempts.seconds_to_wait(tmp_path, who, now=noon + timedelta(seconds=0.5)) == 20
    assert attempts.seconds_to_wait(tmp_path, who, now=noon + timedelta(seconds=19.9)) == 1
    assert attempts.seconds_to_wait(tmp_path, who, now=noon + timedelta(seconds=20)) == 0
    assert attempts.seconds_to_wait(tmp_path, who, now=noon - timedelta(days=400)) == 20
    assert attempts.seconds_to_wait(tmp_path, uuid4(), now=noon) == 0
    attempts.forget_failures(tmp_path, who)
    attempts.forget_failures(tmp_path, who)
    assert attempts.seconds_to_wait(tmp_path, who, now=noon) == 0


@pytest.mark.parametrize("content", ["", "[]", '{"x": 1}', '{"%s": {"failures": "many", "last": 1}}', '{"%s": 3}'])
def test_a_spoilt_count_is_no_count(tmp_path, content):
    who = uuid4()
    (tmp_path / "attempts.json").write_text(content.replace("%s", str(who)))
    assert attempts.seconds_to_wait(tmp_path, who) == 0
    assert attempts.note_failure(tmp_path, who) == 0


def test_a_moment_without_a_zone_is_read_as_utc(tmp_path):
    who = uuid4()
    (tmp_path / "attempts.json").write_text(json.dumps({str(who): {"failures": 3, "last": "2026-05-05T12:00:00"}}))
    assert attempts.seconds_to_wait(tmp_path, who, now=datetime(2026, 5, 5, 12, 0, 2, tzinfo=UTC)) == 3


# --- the sheet


@given(st.binary(min_size=20, max_size=20))
def test_a_sheet_reads_back(secret):
    groups = recovery_code.to_groups(secret)
    assert len(groups) == 8 and all(len(group) == 5 for group in groups)
    assert recovery_code.to_secret(groups) == secret
    assert recovery_code.to_secret("  ".join(groups).lower().replace("0", "o").replace("1", "l")) == secret


@given(st.binary(min_size=20, max_size=20), st.integers(0, 39), st.sampled_from(recovery_code.LETTERS))
def test_any_one_wrong_letter_is_found_and_its_group_named(secret, place, letter):
    letters = "".join(recovery_code.to_groups(secret))
    if letters[place] == letter:
        return
    with pytest.raises(Refused, match=f"group {place // 5 + 1} "):
        recovery_code.to_secret(letters[:place] + letter + letters[place + 1 :])


@given(st.binary(min_size=20, max_size=20), st.integers(0, 6))
def test_two_groups_swapped_are_found(secret, place):
    groups = list(recovery_code.to_groups(secret))
    groups[place], groups[place + 1] = groups[place + 1], groups[place]
    with pytest.raises(Refused):
        recovery_code.to_secret(groups)


def test_too_few_letters_are_counted():
    with pytest.raises(Refused, match="typed 3 of 40"):
        recovery_code.to_secret("abc")
    assert not recovery_code.group_is_sound("ÄÄÄÄÄ", 0)


def test_the_wizard_asks_for_two_groups_back():
    paper = recovery_code.RecoveryCode("Riverside Arts", recovery_code.to_groups(recovery_code.new_secret()))
    assert recovery_code.check_groups(paper, [1, 5], [paper.groups[1].lower(), f" {paper.groups[5]}-"])
    assert not recovery_code.check_groups(paper, [1, 5], [paper.groups[1], paper.groups[1]])
    assert not recovery_code.check_groups(paper, [1, 5], [paper.groups[1]])
