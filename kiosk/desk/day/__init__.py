"""The day at the desk: what is looked at before it begins and before it ends, and what to do in which situation."""
