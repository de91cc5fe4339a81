package org.s2slab.engine.deployment;

import java.nio.file.Path;

/**
 * The paths of a node's files: where the lab writes them, and where the node reads them.
 *
 * @param written the node's folder, as the lab sees it
 * @param folder the same folder, as the node sees it, for instance in a container
 * @param root the PEM file of the root certificate, as the node sees it
 * @param directory the folder that all nodes of one forest share, as the node sees it
 */
record NodePlace(Path written, String folder, String root, String directory) {
    /** The path of one of the node's files, as the node sees it. */
    String at(String file) {
        return folder + "/" + file;
    }
}
