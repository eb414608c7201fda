"""The peer of the training benchmark: toy models of superposition in eager PyTorch.

Trains many instances of x' = relu(W W^T x + b) at once, [instances, features, hidden], with AdamW on fresh samples at
every step, and prints one line of JSON. It is written in two ways.

"plain" says it as the notebook of Elhage et al. (2022) and those who followed it do: one draw for whether a feature is on
and one for its value, torch.where, the mean of squared differences, AdamW as it comes.

"tuned" goes as fast as eager PyTorch will. What was measured to decide how (PyTorch 1.13, one core, 20 x 100 x 20,
milliseconds of processor time a step; "/" parts repeated measurements):

- one uniform u per entry, kept as u / p where u < p: 26 / 33, by the threshold below; with torch.where 33 / 36, with a
  mask 30 / 37. Two draws (is it on, how much) and torch.where: 42 / 44. So one draw it is.
- mse_loss has one pass forward and one backward; the square of a difference makes more.
- AdamW(foreach=True) takes a third off the step of the smallest models, where the calls cost more than the arithmetic.
"""

import argparse
import json
import os
import statistics
import sys
import time


def parsed():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="only say which PyTorch there is")
    parser.add_argument("--way", choices=["plain", "tuned"], default="plain", help="how the training is written")
    parser.add_argument("--features", type=int, default=5)
    parser.add_argument("--hidden", type=int, default=2)
    parser.add_argument("--std", type=float, default=0.5, help="standard deviation of the weights at the start")
    parser.add_argument("--densities", default="1", help="one for each instance, with commas between")
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1.0, help="how long to measure, after a warm-up")
    parser.add_argument("--steps", type=int, default=0, help="measure exactly so many steps, without a warm-up")
    return parser.parse_args()


asked = parsed()
# Read when the libraries load. The BLAS has threads of its own; and how threads wait is for the libraries to choose.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = str(asked.threads)
os.environ.pop("OMP_WAIT_POLICY", None)

try:
    import torch
except ImportError as missing:
    sys.exit(f"no PyTorch: {missing}")

if asked.check:
    print(json.dumps({"torch": torch.__version__}))
    sys.exit()

torch.set_num_threads(asked.threads)
torch.manual_seed(0)

density = torch.tensor([float(word) for word in asked.densities.split(",")]).view(-1, 1, 1)
instances, batch, features, hidden = len(density), asked.batch, asked.features, asked.hidden

weights = torch.randn(instances, features, hidden).mul_(asked.std).requires_grad_()
bias = torch.zeros(instances, 1, features, requires_grad=True)


def plain():
    """Returns a step as it is usually written, and what its loss is to be multiplied by."""
    optimizer = torch.optim.AdamW([weights, bias], lr=1e-3, weight_decay=0.01)

    def step():
        samples = torch.where(
            torch.rand(instances, batch, features) <= density,
            torch.rand(instances, batch, features),
            torch.zeros(()),
        )
        reconstructed = torch.relu(torch.bmm(torch.bmm(samples, weights), weights.transpose(1, 2)) + bias)
        # The mean over samples and features, the sum over instances.
        loss = ((samples - reconstructed) ** 2).mean(dim=(1, 2)).sum()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss

    return step, 1.0


def adamw():
    """Returns AdamW in the fastest form that this version has on a CPU."""
    for form in ({"fused": True}, {"foreach": True}, {}):
        try:
            return torch.optim.AdamW([weights, bias], lr=1e-3, weight_decay=0.01, **form)
        except (TypeError, RuntimeError):
            continue
    raise RuntimeError("AdamW takes none of its forms")


def tuned():
    """Returns a step as fast as it will go, and what its loss is to be multiplied by."""
    optimizer = adamw()
    samples = torch.empty(instances, batch, features)
    per_density = density.reciprocal()
    one_mean = torch.tensor(1.0 / (batch * features))
    mse, threshold = torch.nn.functional.mse_loss, torch.nn.functional.threshold_

    def step():
        # Zero with chance 1 - p, else uniform on [0, 1]: -u / p above -1 is kept, and u lies in [0, 1).
        samples.uniform_(-1.0, 0.0).mul_(per_density)
        threshold(samples, -1.0, 0.0)
        samples.neg_()
        reconstructed = torch.baddbmm(bias, torch.bmm(samples, weights), weights.transpose(1, 2)).relu_()
        loss = mse(reconstructed, samples, reduction="sum")
        optimizer.zero_grad(set_to_none=True)
        loss.backward(one_mean)
        optimizer.step()
        return loss

    return step, 1.0 / (batch * features)


step, loss_scale = plain() if asked.way == "plain" else tuned()


def timed(steps):
    start = time.perf_counter()
    for _ in range(steps):
        loss = step()
    return (time.perf_counter() - start) / steps * 1e3, loss


BLOCKS = 5
if asked.steps:
    blocks = [timed(asked.steps)]
    taken = asked.steps
else:
    warm_up = []
    while len(warm_up) < 3 or sum(warm_up) < asked.seconds * 1e3 / 2:
        warm_up.append(timed(1)[0])
    a_block = max(1, round(asked.seconds * 1e3 / BLOCKS / min(warm_up)))
    blocks = [timed(a_block) for _ in range(BLOCKS)]
    taken = len(warm_up) + a_block * BLOCKS

print(
    json.dumps(
        {
            "torch": torch.__version__,
            "threads": torch.get_num_threads(),
            "ms_per_step": statistics.median(block[0] for block in blocks),
            "steps": taken,
            "loss": blocks[-1][1].item() * loss_scale,
        }
    )
)
