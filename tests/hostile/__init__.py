"""Text that means harm, and every surface that it is shown on."""
