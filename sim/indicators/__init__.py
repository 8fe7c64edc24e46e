"""What the surveys would say: operators on registers, read at the end of the month and stored as counts.

A published rate is an *observation operator*: a pure function of a person's registers with its rule, edition and
source in the docstring. Every module here that has a tuple ``INDICATORS`` adds to the panel; so does every installed
package with an entry point of the group ``sim.indicators``.
"""
