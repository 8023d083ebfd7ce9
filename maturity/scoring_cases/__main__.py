"""`python -m maturity.scoring_cases < case.json`, which needs nothing but Python."""

import sys

from maturity.scoring_cases import main

sys.exit(main(sys.stdin.buffer, sys.stdout, sys.stderr))
