"""Reading the Pulumi CLI's own files; never writing them."""
