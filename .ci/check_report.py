#!/usr/bin/env python3
"""Opens a report in headless Chromium and uses it as a person would: sorts, filters, prints.

usage: check_report.py REPORT.html [SCREENSHOT_FOLDER]

Drives chromedriver by the WebDriver protocol, with Python's own library alone. Fails on any console
message, on any attempt to use the network, and where the page is wider than a phone.
"""
import base64
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-dev-shm-usage", "--hide-scrollbars"]


class Browser:
    def __init__(self, profile):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True, start_new_session=True)
        port = None
        for line in self.driver.stdout:
            if "successfully on port" in line:
                port = line.rsplit(" ", 1)[1].strip().rstrip(".")
                break
        self.base = f"http://127.0.0.1:{port}"
        options = {"args": FLAGS + [f"--user-data-dir={profile}"]}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
        self.base += "/session/" + answer["sessionId"]

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, method=method,
                                         headers={"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            return json.load(opener.open(request, timeout=120))["value"]
        except urllib.error.HTTPError as e:
            raise SystemExit(f"{path}: {e.read().decode()[:500]}")

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def devtools(self, command, **parameters):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def view(self, width, height, scheme="light"):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                      deviceScaleFactor=1, mobile=False)
        self.devtools("Emulation.setEmulatedMedia", media="screen",
                      features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, file, whole=False):
        data = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        pathlib.Path(file).write_bytes(base64.b64decode(data["data"]))

    def messages(self, kind):
        return self.call("POST", "/se/log", {"type": kind})

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            os.killpg(self.driver.pid, signal.SIGTERM)
            self.driver.wait()


def check(what, holds):
    print(("ok    " if holds else "FAIL  ") + what)
    return 0 if holds else 1


SORTS = """
const table = document.querySelector('#findings table.sortable');
const column = [...table.tHead.rows[0].cells].findIndex(c => c.textContent === 'Notes');
const values = () => [...table.tBodies[0].rows].map(r => Number(r.cells[column].textContent.replace(/,/g, '')));
const button = table.tHead.rows[0].cells[column].querySelector('button');
const before = values();
button.click(); const up = values(), ariaUp = table.tHead.rows[0].cells[column].getAttribute('aria-sort');
button.click(); const down = values();
const sorted = [...before].sort((a, b) => a - b);
return JSON.stringify(up) === JSON.stringify(sorted) && ariaUp === 'ascending'
    && JSON.stringify(down) === JSON.stringify([...sorted].reverse()) && before.length > 1;
"""

FILTERS = """
const rows = () => [...document.querySelectorAll('.check tbody tr')]
    .filter(r => !r.hidden && !r.closest('.check').hidden);
const all = rows().length;
const filter = document.getElementById('filter');
const set = (value) => { filter.value = value; filter.dispatchEvent(new Event('input')); };
const word = rows()[0].cells[0].textContent.split('/').pop().toLowerCase();
set(word); const some = rows();
const right = some.length > 0 && some.length < all
    && some.every(r => r.textContent.toLowerCase().includes(word.split(' ')[0]));
set('no row has this text'); const none = rows().length;
set(''); const again = rows().length;
const severity = document.getElementById('severity');
severity.value = arguments[0]; severity.dispatchEvent(new Event('change'));
const rated = rows().every(r => r.cells[3].textContent === arguments[0]);
severity.value = ''; severity.dispatchEvent(new Event('change'));
return right && none === 0 && again === all && rated && rows().length === all;
"""

ACCESSIBLE = """
const problems = [];
for (const image of document.images) {
  if (!image.alt || !image.complete || image.naturalWidth === 0) { problems.push('picture ' + image.alt); }
}
for (const table of document.querySelectorAll('table')) {
  if (!table.caption || !table.querySelector('th[scope]')) { problems.push('table without headings'); }
}
for (const input of document.querySelectorAll('input, select')) {
  if (!input.closest('label')) { problems.push('field without a label'); }
}
for (const svg of document.querySelectorAll('svg')) {
  if (!svg.getAttribute('aria-label')) { problems.push('drawing without a description'); }
}
if (!document.documentElement.lang || document.querySelectorAll('h1').length !== 1) { problems.push('structure'); }
for (const link of document.querySelectorAll('a[href^="#"]')) {
  if (!document.querySelector(link.getAttribute('href'))) { problems.push('link ' + link.href); }
}
return problems;
"""


def main():
    report = pathlib.Path(sys.argv[1]).resolve()
    shots = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    failed = 0
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(profile)
        try:
            browser.view(1280, 900)
            browser.call("POST", "/url", {"url": report.as_uri()})
            title = browser.call("GET", "/title")
            failed += check("opens", title.endswith("xray-gpu report"))
            failed += check("has pictures", browser.run("return document.images.length") > 0)
            failed += check("sorts", browser.run(SORTS))
            failed += check("filters", browser.run(FILTERS, "info"))
            problems = browser.run(ACCESSIBLE)
            failed += check(f"accessible {problems}", not problems)
            for scheme in ("light", "dark"):
                browser.view(1280, 900, scheme)
                if shots:
                    browser.picture(shots / f"desktop-{scheme}.png", whole=True)
                browser.view(360, 740, scheme)
                wide = browser.run("return document.documentElement.scrollWidth")
                failed += check(f"fits a phone, {scheme}: {wide} of 360 pixels", wide <= 360)
                if shots:
                    browser.picture(shots / f"phone-{scheme}.png", whole=True)
            pdf = browser.call("POST", "/print", {"background": True})
            document = base64.b64decode(pdf)
            failed += check("prints", document.startswith(b"%PDF") and len(document) > 10_000)
            if shots:
                (shots / "report.pdf").write_bytes(document)
            messages = browser.messages("browser")
            failed += check(f"no console message {messages[:3]}", not messages)
            asked = [json.loads(entry["message"])["message"] for entry in browser.messages("performance")]
            requests = [m["params"]["request"]["url"][:100] for m in asked
                        if m["method"] == "Network.requestWillBeSent"]
            # Of the first, empty tab: chrome:.
            others = [u for u in requests if not u.startswith(("file:", "data:", "chrome:", "about:"))]
            failed += check(f"no network {others[:3]}", requests and not others)
        finally:
            browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
