"""The tasks that carry out the outbox, and the one that forgets forms that were sent."""

from celery import shared_task


@shared_task(acks_late=True, ignore_result=True)
def deliver(message_id: int) -> None:
    """Carry out one outbox message; a hint that comes twice does nothing the second time."""
    from core.outbox import carry_out  # tasks and outbox name each other

    carry_out(message_id)


@shared_task(ignore_result=True)
def sweep() -> int:
    """Hand out every message that is due; finds what a lost broker or a killed worker left behind."""
    from core.outbox import due_messages

    found = due_messages()
    for message_id in found:
        deliver.delay(message_id)
    return len(found)


@shared_task(ignore_result=True)
def beat_once() -> None:
    """Write down that beat and worker are alive (`manage.py doctor` reads it)."""
    from core.clock import now
    from core.models import Heartbeat

    Heartbeat.objects.update_or_create(name="clock", defaults={"at": now()})


@shared_task(ignore_result=True)
def clear_traces() -> int:
    """Empty the log of the database, where what was erased may still stand; whether it is empty."""
    from core.traces import clear

    return int(clear())


@shared_task(ignore_result=True)
def forget_forms() -> int:
    """Forget forms that were sent more than a day ago."""
    from core.once import forget_old

    return forget_old()


@shared_task(ignore_result=True)
def forget_done_messages() -> int:
    """Delete messages of the outbox that were carried out long ago."""
    from core.outbox import forget_done

    return forget_done()
