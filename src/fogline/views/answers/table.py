"""Everything that can be asked, in one table."""

from __future__ import annotations

from fogline.views.answers.displaced import DISPLACED
from fogline.views.answers.estimated import ESTIMATED
from fogline.views.answers.feed import FEED
from fogline.views.answers.foretold import FORETOLD
from fogline.views.answers.holdings import HOLDINGS
from fogline.views.answers.listed import LISTS
from fogline.views.answers.peopled import PEOPLED
from fogline.views.answers.single import SINGLE
from fogline.views.answers.spelled import SPELLED
from fogline.views.answers.weighed import WEIGHED

QUERIES = {
    query.name: query
    for query in (*LISTS, *SINGLE, *ESTIMATED, *WEIGHED, *FORETOLD, *PEOPLED, *SPELLED, *DISPLACED, *HOLDINGS, FEED)
}
