"""Measurements that anyone can run (`make bench`), and the generator of reports that they and the tests use."""
