import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel, GPT2Config, GPT2LMHeadModel, GraniteConfig, GraniteForCausalLM

from paretoscope.schema.training import Policy as PolicyConfig
from paretoscope_worker.policy.loading import Policy, PolicyError, choose_device, choose_dtype, load_policy, locate
from paretoscope_worker.text.problems import Problem


@pytest.fixture
def copied(policy_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(policy_folder, tmp_path / "copy"))


def load(folder: Path) -> Policy:
    return load_policy(PolicyConfig(model=str(folder), device="cpu"))


def test_strings_are_encoded_as_they_are_and_messages_through_the_chat_template(policy: Policy) -> None:
    plain, chat = policy.encode([Problem("1+2=", "3"), Problem(({"role": "user", "content": "1+2="},), "3")])
    assert policy.tokenizer.decode(list(plain)) == "1+2="
    assert policy.tokenizer.decode(list(chat)) == "<|user|>1+2=<eos><|assistant|>"


def test_decoding_leaves_special_tokens_out(policy: Policy) -> None:
    ids = policy.encode([Problem("answer: 7", "7")])[0]
    assert policy.decode([[*ids, policy.eos_token_ids[0]]]) == ["answer: 7"]


def test_chat_prompts_need_a_chat_template(policy: Policy) -> None:
    policy.tokenizer.chat_template = None
    with pytest.raises(PolicyError, match=r"no chat template.*instruction-tuned"):
        policy.encode([Problem(({"role": "user", "content": "hi"},), "")])


def test_a_prompt_the_chat_template_refuses_is_named_as_such(policy: Policy) -> None:
    policy.tokenizer.chat_template = "{{ raise_exception('roles must alternate') }}"
    with pytest.raises(PolicyError, match=r"refuses a prompt.*roles must alternate"):
        policy.encode([Problem(({"role": "user", "content": "hi"},), "")])


THINKING_TEMPLATE = (
    "{% for message in messages %}{{ message['content'] }}{% endfor %}"
    "{% if enable_thinking is defined and not enable_thinking %}<think></think>{% else %}<think>\n{% endif %}"
)
CHAT = Problem(({"role": "user", "content": "1+2="},), "3")


@pytest.mark.parametrize(
    ("thinking", "prompt", "opens"),
    [(None, "1+2=<think>\n", True), (True, "1+2=<think>\n", True), (False, "1+2=<think></think>", False)],
)
def test_the_chat_template_is_told_whether_to_think(
    copied: Path, thinking: bool | None, prompt: str, opens: bool
) -> None:
    (copied / "chat_template.jinja").write_text(THINKING_TEMPLATE)
    policy = load_policy(PolicyConfig(model=str(copied), device="cpu", thinking=thinking))
    (ids,) = policy.encode([CHAT])
    assert policy.tokenizer.decode(list(ids)) == prompt
    assert policy.opens_thought(ids) == opens


def test_a_template_that_knows_no_thinking_is_refused(policy_folder: Path) -> None:
    with pytest.raises(PolicyError, match=r"policy\.thinking is false.*has no enable_thinking.*Leave"):
        load_policy(PolicyConfig(model=str(policy_folder), device="cpu", thinking=False))


def test_hidden_states_and_logits_make_the_models_own_logits(policy: Policy) -> None:
    ids = torch.tensor([[5, 6, 7]])
    hidden, _ = policy.hidden_states(ids)
    assert policy.has_plain_head
    assert hidden.shape[-1] != policy.vocabulary
    assert torch.equal(policy.logits(hidden), policy.model(ids).logits)


def small_gpt2(vocabulary: int) -> GPT2LMHeadModel:
    return GPT2LMHeadModel(GPT2Config(vocab_size=vocabulary, n_embd=16, n_layer=1, n_head=2, n_positions=64))


def scaled_granite(vocabulary: int) -> GraniteForCausalLM:
    config = GraniteConfig(
        vocab_size=vocabulary,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        logits_scaling=4.0,
    )
    return GraniteForCausalLM(config)


@pytest.mark.parametrize(("make", "plain"), [(small_gpt2, True), (scaled_granite, False)])
def test_other_architectures_give_their_own_logits_too(
    copied: Path, policy: Policy, make: Callable[[int], torch.nn.Module], plain: bool
) -> None:
    """Granite divides its logits: there the output layer alone would be wrong, and the whole model is run instead."""
    make(policy.vocabulary).save_pretrained(copied)
    other = load(copied)
    ids = torch.tensor([[5, 6, 7]])
    assert other.has_plain_head == plain
    assert torch.equal(other.logits(other.hidden_states(ids)[0]), other.model(ids).logits)


def test_every_end_token_of_tokenizer_and_generation_config_ends_a_completion(copied: Path, policy: Policy) -> None:
    (copied / "generation_config.json").write_text(json.dumps({"eos_token_id": [3, 4]}))
    assert load(copied).eos_token_ids == (3, 4, policy.tokenizer.eos_token_id)


def test_saving_and_loading_gives_the_same_policy_bit_for_bit(policy: Policy, tmp_path: Path) -> None:
    policy.save(tmp_path / "saved")
    again = load_policy(PolicyConfig(model="never-looked-up", device="cpu"), tmp_path / "saved")
    for (name, ours), (_, theirs) in zip(policy.model.named_parameters(), again.model.named_parameters(), strict=True):
        assert torch.equal(ours, theirs), name
    assert again.encode([Problem("x+1", "")]) == policy.encode([Problem("x+1", "")])


def test_precision_and_device_are_what_the_config_says(policy_folder: Path) -> None:
    policy = load_policy(PolicyConfig(model=str(policy_folder), precision="bfloat16", device="cpu"))
    assert policy.model.dtype == torch.bfloat16
    assert policy.device.type == "cpu"
    assert choose_dtype("auto", torch.device("cpu")) == torch.float32


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_asking_for_a_gpu_that_is_not_there_says_what_to_do() -> None:
    with pytest.raises(PolicyError, match=r"no CUDA device.*'auto'"):
        choose_device("cuda")
    assert choose_device("auto").type == "cpu"


@pytest.mark.parametrize("model", ["./nowhere", "/nowhere/at/all", "~/nowhere", "a/b/c"])
def test_a_missing_folder_is_named(model: str) -> None:
    with pytest.raises(PolicyError, match=r"does not exist on this worker.*save_pretrained"):
        locate(model)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"has no config\.json"):
        locate(str(tmp_path))


def test_the_embedded_policy_is_found_by_its_name() -> None:
    policy = load_policy(PolicyConfig(model="arithmetic-small", device="cpu"))
    (prompt,) = policy.encode([Problem("7+4-3=", "8")])
    assert policy.decode([prompt]) == ["7+4-3="]
    assert policy.has_plain_head


@pytest.mark.parametrize("model", ["Qwen/Qwen3-0.6B", "gpt2"])
def test_other_names_are_hugging_face_ids(model: str) -> None:
    assert locate(model) == model


def test_an_id_that_is_not_in_the_cache_fails_offline_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(PolicyError, match=r"'nobody/nothing-at-all' cannot be loaded.*Hugging Face Hub"):
        load_policy(PolicyConfig(model="nobody/nothing-at-all", device="cpu"))


def test_a_model_that_is_no_causal_language_model_is_refused(copied: Path) -> None:
    shutil.rmtree(copied)
    config = BertConfig(
        vocab_size=300, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(copied)
    with pytest.raises(PolicyError, match="causal language model"):
        load(copied)


def test_weights_cut_short_are_refused(copied: Path) -> None:
    weights = copied / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(PolicyError, match="cannot be loaded"):
        load(copied)


def test_an_unknown_architecture_is_refused(copied: Path) -> None:
    (copied / "config.json").write_text(json.dumps({"model_type": "no_such_model"}))
    with pytest.raises(PolicyError, match="no_such_model"):
        load(copied)


def test_a_folder_without_a_tokenizer_is_refused(copied: Path) -> None:
    for file in copied.glob("*token*"):
        file.unlink()
    with pytest.raises(PolicyError, match=r"tokenizer of .* cannot be loaded"):
        load(copied)


def test_a_tokenizer_of_another_model_is_refused(
    copied: Path, write_policy: Callable[..., Path], tmp_path: Path
) -> None:
    smaller = write_policy(tmp_path / "smaller", vocab_size=100)
    with pytest.raises(PolicyError, match="do not belong together"):
        load(smaller)


def test_a_policy_that_could_never_end_a_completion_is_refused(copied: Path) -> None:
    settings = json.loads((copied / "tokenizer_config.json").read_text())
    settings["eos_token"] = None
    (copied / "tokenizer_config.json").write_text(json.dumps(settings))
    (copied / "generation_config.json").unlink()
    with pytest.raises(PolicyError, match="end-of-sequence"):
        load(copied)


def test_vocabulary_is_what_the_logits_are_over(policy: Policy) -> None:
    assert policy.model(torch.tensor([[1]])).logits.shape[-1] == policy.vocabulary
    assert replace(policy, name="other").vocabulary == policy.vocabulary
