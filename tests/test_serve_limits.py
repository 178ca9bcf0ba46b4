"""Articles that take too long, kill their process or come in crowds: what the others see of it, and how the service stops."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager

import httpx2 as httpx
import pytest
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.runs.pool import PoolError
from pipeline.service.app import create_app
from pipeline.service.limits import Limits
from pipeline.service.workshop import Workshop
from tests.serving import NeverStarts, act, service


@asynccontextmanager
async def served(analyst=act, jobs=1, **limits):
    """A client of the application on ``analyst``."""
    found = Limits(**limits)
    workshop = Workshop(analyst, jobs, found.timeout, found.waiting)
    try:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(workshop, "none", found)), base_url="http://x", timeout=None) as client:
            client.workshop = workshop
            yield client
    finally:
        await asyncio.to_thread(workshop.close)


async def begun(path):
    while not path.with_name(path.name + ".begun").exists():
        await asyncio.sleep(0.01)


def extract(client, text):
    return asyncio.create_task(client.post("/extract", json={"text": text}))


def test_the_service_answers_while_an_article_is_analysed(tmp_path):
    async def run():
        async with served() as client:
            slow = extract(client, f"wait {tmp_path / 'a'}")
            await begun(tmp_path / "a")
            assert (await client.get("/health")).status_code == 200 and not slow.done()
            (tmp_path / "a").touch()
            assert (await slow).status_code == 200

    asyncio.run(run())


def test_an_article_that_takes_too_long_costs_itself_alone():
    async def run():
        async with served(timeout=1.0) as client:
            refused = await client.post("/extract", json={"text": "hang"})
            assert refused.status_code == 504 and refused.json()["detail"] == "not analysed within 1 s (--timeout)"
            assert [(await client.post("/extract", json={"text": text})).status_code for text in "ab"] == [200, 200]

    asyncio.run(run())


def test_an_article_that_kills_its_process_costs_itself_alone():
    async def run():
        async with served() as client:
            refused = await client.post("/extract", json={"text": "die"})
            assert refused.status_code == 500 and "the process analysing it died (killed by SIGKILL)" in refused.json()["detail"]
            answers = (await client.post("/extract/batch", json=[{"text": "a"}, {"text": "die"}, {"text": "fail"}, {"text": "b"}])).json()
            assert [answer.get("id") for answer in answers] == ["1", None, None, "4"]
            assert answers[1]["error"]["where"] == "body[1]" and "died" in answers[1]["error"]["what"]
            assert answers[2]["error"]["what"] == "the analysis failed"
            assert (await client.post("/extract", json={"text": "fail"})).status_code == 422

    asyncio.run(run())


def test_who_comes_when_too_many_wait_is_sent_away(tmp_path):
    async def run():
        async with served(waiting=1) as client:
            first = extract(client, f"wait {tmp_path / 'a'}")
            await begun(tmp_path / "a")
            done, (waiting,) = await asyncio.wait({extract(client, "b"), extract(client, "c")}, return_when=asyncio.FIRST_COMPLETED)
            refused = done.pop().result()
            assert refused.status_code == 503 and refused.headers["retry-after"] == "10" and "no more are taken" in refused.json()["detail"]
            (answer,) = (await client.post("/extract/batch", json=[{"text": "d"}])).json()
            assert "no more are taken" in answer["error"]["what"]
            (tmp_path / "a").touch()
            assert [(await task).status_code for task in (first, waiting)] == [200, 200]

    asyncio.run(run())


def test_who_waits_too_long_is_sent_away_and_keeps_nobody_waiting(tmp_path):
    async def run():
        async with served(timeout=3.0) as client:
            first = extract(client, f"wait {tmp_path / 'a'}")
            await begun(tmp_path / "a")
            late = [extract(client, f"wait {tmp_path / 'never'}"), extract(client, f"wait {tmp_path / 'never'}")]
            done, _ = await asyncio.wait([first, *late])
            assert len(done) == 3
            assert {task.result().status_code for task in late} <= {503, 504}
            assert any("its turn did not come within 3 s" in task.result().json()["detail"] for task in late)
            assert (await client.post("/extract", json={"text": "b"})).status_code == 200

    asyncio.run(run())


def test_a_long_batch_keeps_nobody_waiting(tmp_path):
    async def run():
        async with served() as client:
            held = asyncio.create_task(client.post("/extract/batch", json=[{"text": f"wait {tmp_path / name}"} for name in "abc"]))
            await begun(tmp_path / "a")
            single = extract(client, "x")
            while client.workshop._here < 2:  # the one of the batch, and this one behind it
                await asyncio.sleep(0.01)
            (tmp_path / "a").touch()
            assert (await single).status_code == 200  # before the rest of the batch, which is still held
            assert not held.done()
            for name in "bc":
                (tmp_path / name).touch()
            assert len((await held).json()) == 3

    asyncio.run(run())


def test_a_batch_uses_all_processes(tmp_path):
    async def run():
        async with served(jobs=2) as client:
            batch = asyncio.create_task(client.post("/extract/batch", json=[{"text": f"wait {tmp_path / name}"} for name in "ab"]))
            await asyncio.gather(begun(tmp_path / "a"), begun(tmp_path / "b"))
            (tmp_path / "b").touch()
            (tmp_path / "a").touch()
            assert [answer["id"] for answer in (await batch).json()] == ["1", "2"]

    asyncio.run(run())


def test_processes_that_cannot_start():
    async def run():
        async with served(NeverStarts()) as client:
            for _ in range(2):
                refused = await client.post("/extract", json={"text": "a"})
                assert refused.status_code == 500 and "die at their start" in refused.json()["detail"]
            health = await client.get("/health")
            assert health.status_code == 503 and health.json()["status"] == "failing"

    asyncio.run(run())
    workshop = Workshop(NeverStarts())
    with pytest.raises(PoolError):
        workshop.start()
    workshop.close()


def test_a_body_that_does_not_arrive():
    async def run():
        async def never():
            yield b'{"text": '
            await asyncio.Event().wait()

        async with served(timeout=0.2) as client:
            refused = await client.post("/extract", content=never(), headers={"content-type": "application/json"})
            assert refused.status_code == 408 and refused.json()["detail"] == "body: not here within 0.2 s"

    asyncio.run(run())


def test_what_has_begun_is_finished_when_the_service_is_told_to_stop():
    with service() as running:
        body = json.dumps({"text": "Marta Lodi nega che la fabbrica chiuda."}).encode()
        client = socket.create_connection(("127.0.0.1", running.port), timeout=300)
        head = f"POST /extract HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
        client.sendall(head.encode())
        assert b"100 Continue" in client.recv(1000)  # the request has begun
        stopping = asyncio.run(_stop_and_send(running, client, body))
        assert stopping == 0
    answer = b"".join(iter(lambda: client.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK") and b'"stance":"oppose"' in answer
    assert not any("Traceback" in line or "Marta" in line for line in running.lines), running.lines
    assert any("POST /extract 200" in line for line in running.lines)


async def _stop_and_send(running, client, body):
    stopping = asyncio.create_task(asyncio.to_thread(running.stop))
    while True:
        try:
            socket.create_connection(("127.0.0.1", running.port), timeout=300).close()
        except ConnectionRefusedError:
            break  # it takes no more requests
        await asyncio.sleep(0.05)
    client.sendall(body)
    return await stopping


def test_an_address_that_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = CliRunner().invoke(app, ["serve", "--port", str(taken.getsockname()[1])])
        assert refused.exit_code == 2 and "cannot listen on 127.0.0.1:" in refused.stderr and "Address already in use" in refused.stderr
    refused = CliRunner().invoke(app, ["serve", "--host", "nowhere.invalid"])
    assert refused.exit_code == 2 and "cannot listen on nowhere.invalid:8000" in refused.stderr
