"""Everything that can be asked, in one table."""

from __future__ import annotations

from fogline.views.answers.estimated import ESTIMATED
from fogline.views.answers.feed import FEED
from fogline.views.answers.holdings import HOLDINGS
from fogline.views.answers.listed import LISTS
from fogline.views.answers.single import SINGLE
from fogline.views.answers.weighed import WEIGHED

QUERIES = {query.name: query for query in (*LISTS, *SINGLE, *ESTIMATED, *WEIGHED, *HOLDINGS, FEED)}
