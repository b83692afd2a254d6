"""The read side: one file per screen or report; SQL text in, frozen rows out, no ORM."""
