from paretoscope_worker.tasks.fingerprint import fingerprint
from paretoscope_worker.text.problems import Problem, Splits

ONE, TWO = Problem("1+1", "2"), Problem("2+2", "4")


def test_a_fingerprint_changes_with_any_prompt_answer_split_or_order() -> None:
    variants = [
        Splits([ONE, TWO], [ONE], [TWO]),
        Splits([TWO, ONE], [ONE], [TWO]),
        Splits([ONE], [TWO, ONE], [TWO]),
        Splits([ONE, Problem("2+2", "5")], [ONE], [TWO]),
        Splits([ONE, Problem("2+", "24")], [ONE], [TWO]),
    ]
    assert len({fingerprint(splits) for splits in variants}) == len(variants)


def test_the_same_data_have_the_same_fingerprint() -> None:
    again = Splits([Problem("1+1", "2")], [Problem("2+2", "4")], [])
    assert fingerprint(Splits([ONE], [TWO], [])) == fingerprint(again)
