rootProject.name = "s2slab-gradle"
