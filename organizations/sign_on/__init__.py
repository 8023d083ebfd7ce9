"""Single sign-on: who another company's sign-in service vouches for, and as whom they come in."""
