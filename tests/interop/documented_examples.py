"""Runs the Python examples of docs/other-languages.md, one after the other, as they stand there.

Usage: documented_examples.py FOLDER-OF-GENERATED-MESSAGES PAGE ADDRESS

ADDRESS is http://host:port.
"""

import re
import sys

FOLDER, PAGE, ADDRESS = sys.argv[1:4]
sys.path.insert(0, FOLDER)

with open(PAGE, encoding="utf-8") as page:
    examples = re.findall(r"^```python\n(.*?)^```$", page.read(), re.DOTALL | re.MULTILINE)

for example in examples:
    exec(example.replace("127.0.0.1:5080", ADDRESS.removeprefix("http://")), {"__name__": "example"})
