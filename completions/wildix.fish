function __wildix_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __wildix_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __wildix_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __wildix_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __wildix_parse_tokens -S
    set -l unparsed_tokens (__wildix_tokens -pc)
    switch $unparsed_tokens[1]
    case 'wildix'
        __wildix_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'calls'
            __wildix_parse_subcommand 0 'data=' 'color=' 'id=+' 'since=' 'until=' 'from=+' 'to=+' 'number=+' 'poste=+' 'disposition=+' 'status=+' 'transferred-to=+' 'transferred-by=+' 'min-duration=' 'max-duration=' 'search=+' 'sort=' 'reverse' 'limit=' 'all' 'format=' 'fields=' 'no-header' 'count' 'output=' 'checkpoint=' 'watch' 'version' 'h/help'
        case 'enrich'
            __wildix_parse_subcommand 1 'date=' 'heure=' 'mode-accueil=' 'objet=' 'commentaire-objet=' 'resultat=' 'orientation=' 'commentaire-resultat=' 'answered' 'transfer-to=' 'if-revision=' 'no-input' 'json' 'data=' 'color=' 'version' 'h/help'
        case 'log'
            __wildix_parse_subcommand 1 'format=' 'data=' 'color=' 'version' 'h/help'
        case 'serve'
            __wildix_parse_subcommand 0 'listen=' 'tls-certificate=' 'tls-key=' 'insecure' 'behind-proxy' 'log-format=' 'access-log' 'data=' 'color=' 'version' 'h/help'
        case 'login'
            __wildix_parse_subcommand 1 'password-stdin' 'data=' 'color=' 'version' 'h/help'
        case 'logout'
            __wildix_parse_subcommand 0 'data=' 'color=' 'version' 'h/help'
        case 'whoami'
            __wildix_parse_subcommand 0 'json' 'data=' 'color=' 'version' 'h/help'
        case 'token'
            __wildix_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'create'
                __wildix_parse_subcommand 0 'name=' 'expires=' 'data=' 'color=' 'version' 'h/help'
            case 'list'
                __wildix_parse_subcommand 0 'all' 'format=' 'data=' 'color=' 'version' 'h/help'
            case 'revoke'
                __wildix_parse_subcommand 1 'data=' 'color=' 'version' 'h/help'
            end
        case 'users'
            __wildix_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __wildix_parse_subcommand 1 'poste=' 'role=' 'password-stdin' 'data=' 'color=' 'version' 'h/help'
            case 'list'
                __wildix_parse_subcommand 0 'format=' 'data=' 'color=' 'version' 'h/help'
            case 'set'
                __wildix_parse_subcommand 1 'poste=' 'role=' 'data=' 'color=' 'version' 'h/help'
            case 'passwd'
                __wildix_parse_subcommand 1 'password-stdin' 'data=' 'color=' 'version' 'h/help'
            case 'remove'
                __wildix_parse_subcommand 1 'yes' 'data=' 'color=' 'version' 'h/help'
            end
        case 'help'
            __wildix_parse_subcommand -r 1 'version'
        end
    end
end

function __wildix_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __wildix_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __wildix_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __wildix_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__wildix_tokens -p)
    if test -z "$(__wildix_tokens -t)"
        set -l index (count (__wildix_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'wildix' -f
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'calls' -d 'Lists calls, newest first.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'enrich' -d 'Note what a call was about, and who answered it or to whom it was handed.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'log' -d 'Show who changed a call\'s enrichment, what and when, the oldest change first.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'serve' -d 'Serves the calls to browsers and scripts, live.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'login' -d 'Log in to a data directory.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'logout' -d 'End the session of a data directory.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'whoami' -d 'Show who you are logged in as.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'token' -d 'Manage long-lived tokens, which stand for you in WILDIX_TOKEN where nobody can type a password.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'users' -d 'Manage who may log in.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'id' -d 'The call with this id. Repeated: or.' -rfka '(__wildix_custom_completion ---completion calls -- --id (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" since' -l 'since' -d 'Calls from T on: 2026-11-22, \'2026-11-22 14:30\', 14:30, now, today, yesterday, monday, -2h, 7d.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" until' -l 'until' -d 'Calls up to T; a bare date takes in that whole day.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'from' -d 'Caller\'s number; 0612* for all that begin so. Repeated: or.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'to' -d 'Called number; 0612* for all that begin so. Repeated: or.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'number' -d 'Number at either end; 0612* for all that begin so. Repeated: or.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'poste' -d 'Extension that a number or channel of the call names. Repeated: or.' -rfka '(__wildix_custom_completion ---completion calls -- --poste (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'disposition' -d 'How the call ended: answered, no-answer, busy, failed, congestion. Repeated: or.' -rfka 'answered no-answer busy failed congestion'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'status' -d 'Where the call stands for you: answered, received, transferred, todo. Repeated: or.' -rfka 'answered received transferred todo'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'transferred-to' -d 'User to whom the call is or was handed. Repeated: or.' -rfka '(__wildix_custom_completion ---completion calls -- --transferred-to (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'transferred-by' -d 'User who handed the call on. Repeated: or.' -rfka '(__wildix_custom_completion ---completion calls -- --transferred-by (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" min-duration' -l 'min-duration' -d 'At least so long: 90, 90s, 2m, 1h.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" max-duration' -l 'max-duration' -d 'At most so long.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls"' -l 'search' -d 'Beginnings of words, of which all must be found in names, numbers or enrichment. Repeated: or.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" sort' -l 'sort' -d 'Order by a field of the record: times and numbers largest first, texts from A to Z.' -rfka 'id start answer end timezone duration billsec src dst from_number to_number from_name to_name disposition lastapp lastdata userfield channel dstchannel callclass dest_type app dcontext pbxid cost faxdata organization type attachments'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" reverse' -l 'reverse' -d 'Turn the order around.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" limit' -l 'limit' -d 'At most N rows.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" all' -l 'all' -d 'All rows, on a terminal too.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" format' -l 'format' -d 'table, json, jsonl, csv or tsv; table on a terminal, tsv in a pipe.' -rfka 'table json jsonl csv tsv'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" fields' -l 'fields' -d 'Fields to write, with commas between: a,b,c.' -rfka '(__wildix_custom_completion ---completion calls -- --fields (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" no-header' -l 'no-header' -d 'No line of headings.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" count' -l 'count' -d 'Only how many there are.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" output' -l 'output' -d 'Write to FILE, which appears whole or not at all.' -rF
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" checkpoint' -l 'checkpoint' -d 'Only what is new or changed since the last run that succeeded with FILE.' -rF
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" watch' -l 'watch' -d 'Go on: show every call that appears, changes or disappears, as it happens.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix calls" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix enrich" -eq 1' -fka '(__wildix_custom_completion ---completion enrich -- positional@0 (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" date' -l 'date' -d 'Date of the enrichment, dd/mm/yyyy; without it today\'s for a new one.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" heure' -l 'heure' -d 'Its time of day, HH:MM:SS; without it the present one for a new one.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" mode-accueil' -l 'mode-accueil' -d 'How the caller came.' -rfka '(__wildix_custom_completion ---completion enrich -- --mode-accueil (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" objet' -l 'objet' -d 'What the call was about.' -rfka '(__wildix_custom_completion ---completion enrich -- --objet (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" commentaire-objet' -l 'commentaire-objet' -d 'More on that.' -rfka '(__wildix_custom_completion ---completion enrich -- --commentaire-objet (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" resultat' -l 'resultat' -d 'What came of it.' -rfka '(__wildix_custom_completion ---completion enrich -- --resultat (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" orientation' -l 'orientation' -d 'Where the caller was sent.' -rfka '(__wildix_custom_completion ---completion enrich -- --orientation (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" commentaire-resultat' -l 'commentaire-resultat' -d 'More on the result.' -rfka '(__wildix_custom_completion ---completion enrich -- --commentaire-resultat (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" answered' -l 'answered' -d 'An agent answered the call; it is handed to nobody.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" transfer-to' -l 'transfer-to' -d 'The call is handed to this user.' -rfka '(__wildix_custom_completion ---completion enrich -- --transfer-to (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" if-revision' -l 'if-revision' -d 'Only if the call is still as it was when --json printed this revision.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" no-input' -l 'no-input' -d 'Never ask.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" json' -l 'json' -d 'Print what was saved: a JSON object a call, each on one line.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix enrich" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix log" -eq 1' -fka '(__wildix_custom_completion ---completion log -- positional@0 (count (__wildix_tokens -pc)) (__wildix_tokens -tC))'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix log" format' -l 'format' -d 'table, json or jsonl; table on a terminal, jsonl in a pipe.' -rfka 'table json jsonl'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix log" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix log" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix log" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix log" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" listen' -l 'listen' -d 'Where to listen; port 0 picks a free one.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" tls-certificate' -l 'tls-certificate' -d 'Serve over TLS, with this certificate and those that vouch for it (PEM).' -rF
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" tls-key' -l 'tls-key' -d 'The certificate\'s key (PEM).' -rF
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" insecure' -l 'insecure' -d 'Listen to other machines without TLS: passwords and calls can then be read on the way.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" behind-proxy' -l 'behind-proxy' -d 'Believe a proxy on this machine what it says of its clients: X-Forwarded-For and X-Forwarded-Proto.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" log-format' -l 'log-format' -d 'How to write the log, which goes to standard error: text or json.' -rfka 'text json'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" access-log' -l 'access-log' -d 'Log every request: method, path, status, and the client\'s address.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix serve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix login" password-stdin' -l 'password-stdin' -d 'Read the password from standard input, one line each.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix login" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix login" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix login" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix login" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix logout" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix logout" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix logout" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix logout" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix whoami" json' -l 'json' -d 'Print a JSON object with username, role and poste.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix whoami" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix whoami" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix whoami" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix whoami" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix token" -eq 1' -fa 'create' -d 'Make a token, and print it this once.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix token" -eq 1' -fa 'list' -d 'List your tokens that are valid.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix token" -eq 1' -fa 'revoke' -d 'End a token.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token create" name' -l 'name' -d 'A name to know it by.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token create" expires' -l 'expires' -d 'When it ends: in so many days or hours, as in 90d or 12h, or never.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token create" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token create" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token create" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token create" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token list" all' -l 'all' -d 'List everybody\'s. For admins.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token list" format' -l 'format' -d 'How to write them. On a terminal a table, in a pipe tsv.' -rfka 'table json jsonl csv tsv'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token list" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token list" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token list" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token revoke" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token revoke" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token revoke" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix token revoke" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix users" -eq 1' -fa 'add' -d 'Add a user.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix users" -eq 1' -fa 'list' -d 'List users.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix users" -eq 1' -fa 'set' -d 'Give a user another extension or role.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix users" -eq 1' -fa 'passwd' -d 'Change a password.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_positional "wildix users" -eq 1' -fa 'remove' -d 'Remove a user, with their sessions and tokens.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users add" poste' -l 'poste' -d 'The user\'s extension.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users add" role' -l 'role' -d 'What the user may do: an admin sees every call and manages users.' -rfka 'admin user'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users add" password-stdin' -l 'password-stdin' -d 'Read the password from standard input, one line each.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users add" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users add" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users add" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users list" format' -l 'format' -d 'How to write them. On a terminal a table, in a pipe tsv.' -rfka 'table json jsonl csv tsv'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users list" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users list" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users list" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users set" poste' -l 'poste' -d 'The user\'s new extension.' -rfka ''
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users set" role' -l 'role' -d 'What the user may do from now on.' -rfka 'admin user'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users set" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users set" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users set" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users set" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users passwd" password-stdin' -l 'password-stdin' -d 'Read the password from standard input, one line each.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users passwd" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users passwd" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users passwd" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users passwd" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users remove" yes' -l 'yes' -d 'Do not ask. Without a terminal, nothing is asked.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users remove" data' -l 'data' -d 'The data directory.' -rfa '(__wildix_complete_directories)'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users remove" color' -l 'color' -d 'When to use colour; auto: on a terminal, unless NO_COLOR is set.' -rfka 'auto always never'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users remove" version' -l 'version' -d 'Show the version.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix users remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'wildix' -n '__wildix_should_offer_completions_for_flags_or_options "wildix help" version' -l 'version' -d 'Show the version.'
