"""A child belongs to its worker: it neither outlives it nor speaks to anybody else."""

import os
import subprocess
import sys

import psutil
import pytest

CHILD = [sys.executable, "-m", "stream.engine.child", "tests.engine.works:make", "{}"]
PARENT_THAT_DIES = """
import os, subprocess, sys, time
child = subprocess.Popen([*sys.argv[1:], str(os.getpid())], stdin=subprocess.PIPE)
print(child.pid, flush=True)
time.sleep(600)
"""


def test_a_child_whose_parent_is_gone_before_it_began_ends_at_once() -> None:
    somebody_else = str(os.getppid())
    ran = subprocess.run([*CHILD, somebody_else], stdin=subprocess.PIPE, timeout=60, check=False)
    assert ran.returncode == 1


def test_a_child_ends_when_its_input_ends() -> None:
    command = [*CHILD, str(os.getpid())]
    ran = subprocess.run(command, input=b"", capture_output=True, timeout=60, check=False)
    assert ran.returncode == 0
    assert b'"ready": true' in ran.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's death signal is Linux's")
def test_a_child_dies_with_a_parent_that_is_killed() -> None:
    command = [sys.executable, "-c", PARENT_THAT_DIES, *CHILD]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    assert not psutil.wait_procs([child], timeout=20)[1]
