package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;

import java.util.List;

/** Group B, the text: checked on each layer before its content is read. */
final class TextRules {
    static final List<Rule<CompactToken>> RULES = List.of(
            new Rule<>(
                    "B5",
                    TOKEN_FORM,
                    "A token has three parts and a bounded length; no JSON serialization, no encrypted form.",
                    CompactToken::partsFault),
            new Rule<>(
                    "B1",
                    TOKEN_FORM,
                    "Each part is canonical base64url without padding, so that a token has one spelling.",
                    CompactToken::alphabetFault),
            new Rule<>(
                    "B2",
                    TOKEN_FORM,
                    "Header and claims are strict UTF-8 without byte order mark, lone surrogate or control character.",
                    CompactToken::textFault),
            new Rule<>(
                    "B3",
                    TOKEN_FORM,
                    "Header and payload are one JSON object each: no name twice at any depth, depth at most 8, at most 64 members.",
                    CompactToken::structureFault));

    private TextRules() {}
}
