"""What a command says can be read in part: ``python -m chronicle | head`` ends without a word of its own."""

import os
import subprocess
import sys


def test_whoever_reads_a_command_may_go_before_its_end(root):
    gone, pipe = os.pipe()
    os.close(gone)
    command = [sys.executable, "-m", "chronicle"]
    try:
        done = subprocess.run(command, cwd=root, stdout=pipe, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(pipe)
    assert done.stderr == b""
    assert done.returncode == 1, "what was not heard to its end did not go well"
