"""The process: the only room that touches the network, the wall clock and the wiring."""
