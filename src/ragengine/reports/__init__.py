"""Verdicts and findings to text: tables for people, formats for programs. Each has a module."""
