package org.s2slab.management;

import java.util.function.UnaryOperator;

/**
 * One kind of object, with the terms of a product's cmdlets.
 *
 * @param table the declarations of its cmdlets
 * @param noun the noun in the names of its cmdlets
 * @param wildcards whether {@code *} in the Identity of {@code Get-} stands for any text
 * @param missing the message if no object has the identity
 * @param exists the message if another object has the name
 */
public record CmdletNoun(
        CmdletTable table,
        String noun,
        boolean wildcards,
        UnaryOperator<String> missing,
        UnaryOperator<String> exists) {}
