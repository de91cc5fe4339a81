package org.s2slab.engine.checker.plain;

/** Creates texts that look similar to a given text, so that a careless comparison accepts them. */
final class Misspelling {
    private Misspelling() {}

    static String of(String text, SeededChoice choice) {
        int at = choice.below(text.length());
        String before = text.substring(0, at);
        String after = text.substring(at + 1);
        return switch (choice.below(20)) {
            case 0 -> upper(text);
            case 1 -> before + upper(text.substring(at, at + 1)) + after;
            case 2 -> text + " ";
            case 3 -> " " + text;
            case 4 -> text + ".";
            case 5 -> text + "\u200b";
            case 6 -> text.replace('o', '\u043e');
            case 7 -> text.replace('a', '\uff41');
            case 8 -> before + after;
            case 9 -> before + text.charAt(at) + text.charAt(at) + after;
            case 10 -> text + "/";
            case 11 -> text.replace("@", "@@");
            case 12 -> text.replace("@", "%40");
            case 13 -> text + "\u0000";
            case 14 -> "{" + text + "}";
            case 15 -> text.replace('i', '\u0131').replace('k', '\u212a').replace('s', '\u017f');
            case 16 -> text + "\n";
            case 17 -> text + "\u0301";
            case 18 -> text.replace("com", "com.evil.example");
            default -> "\ufeff" + text;
        };
    }

    private static String upper(String text) {
        StringBuilder upper = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            upper.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        return upper.toString();
    }
}
