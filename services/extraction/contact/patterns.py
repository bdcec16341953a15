"""How addresses of the net are written."""

import re

EMAIL = re.compile(r"[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}")
LINKEDIN = re.compile(r"(?:https?://)?(?:[\w-]{1,20}\.)?linkedin\.com/[\w%./-]{2,120}", re.IGNORECASE)
GITHUB = re.compile(r"(?:https?://)?(?:www\.)?git(?:hub|lab)\.(?:com|io)/[\w./-]{1,100}", re.IGNORECASE)
WEB = re.compile(
    r"(?<![@\w.-])(?:https?://|www\.)?[a-z0-9](?:[\w-]{0,62}\.){1,4}[a-z]{2,12}(?:/[\w%./~#?=&-]{0,120})?(?![\w@])",
    re.IGNORECASE,
)
DOMAINS = re.compile(
    r"\.(?:com|org|net|io|dev|me|de|fr|es|uk|eu|ch|at|nl|it|pl|info|co|ai|app|tech|page|site|blog|design|se|dk|no|"
    r"pt|be|us|ca|in|br|cv|example|ie|fi|online|work|codes|studio|photo|art|xyz|cat|link)(?:/|$)",
    re.IGNORECASE,
)
