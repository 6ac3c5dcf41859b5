"""The server: keeps a team's registers, decides who may have them, says when there is news."""
