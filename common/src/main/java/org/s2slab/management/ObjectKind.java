package org.s2slab.management;

import java.util.function.UnaryOperator;

/**
 * One kind of object, as the cmdlets of a product speak of it.
 *
 * @param noun what follows the verb in the names of its cmdlets
 * @param identity the help of the mandatory parameter Identity: by what an object is named
 * @param wildcards whether {@code *} in the Identity of {@code Get-} stands for any text
 * @param missing the message where an identity names no object
 * @param exists the message where a name is taken
 */
public record ObjectKind(
        String noun, String identity, boolean wildcards, UnaryOperator<String> missing, UnaryOperator<String> exists) {}
