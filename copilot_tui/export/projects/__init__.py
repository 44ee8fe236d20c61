"""The files that make a program a project: one module a language family, from Pulumi's own templates."""
