"""What reaches a listener of dbt."""

import pytest

from orchestration.transform import _hush

pytestmark = pytest.mark.slow  # the import of dbt


def test_events_for_debugging_are_dropped_and_others_are_told():
    from dbt_common.events.base_types import EventLevel
    from dbt_common.events.event_manager_client import add_callback_to_manager
    from dbt_common.events.functions import fire_event
    from dbt_common.events.types import Note

    _hush()
    told = []
    add_callback_to_manager(lambda event: told.append(event.data.msg))
    for level in (EventLevel.DEBUG, EventLevel.INFO, EventLevel.WARN):
        fire_event(Note(msg=f"of level {level.value}"), level=level)
    assert told == ["of level info", "of level warn"]
