#!/bin/bash

__wildix_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__wildix_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__wildix_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__wildix_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_wildix() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __wildix_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    calls|enrich|log|serve|login|logout|whoami|token|users|help)
        # Offer subcommand argument completions
        "_wildix_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'calls enrich log serve login logout whoami token users help' -- "${cur}"))
        ;;
    esac
}

_wildix_calls() {
    repeating_flags=()
    non_repeating_flags=(--reverse --all --no-header --count --watch --version -h --help)
    repeating_options=(--id --from --to --number --poste --disposition --status --transferred-to --transferred-by --search)
    non_repeating_options=(--data --color --since --until --min-duration --max-duration --sort --limit --format --fields --output --checkpoint)
    __wildix_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    '--id')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion calls -- --id "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--from')
        return
        ;;
    '--to')
        return
        ;;
    '--number')
        return
        ;;
    '--poste')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion calls -- --poste "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--disposition')
        __wildix_add_completions -W 'answered'$'\n''no-answer'$'\n''busy'$'\n''failed'$'\n''congestion'
        return
        ;;
    '--status')
        __wildix_add_completions -W 'answered'$'\n''received'$'\n''transferred'$'\n''todo'
        return
        ;;
    '--transferred-to')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion calls -- --transferred-to "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--transferred-by')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion calls -- --transferred-by "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--min-duration')
        return
        ;;
    '--max-duration')
        return
        ;;
    '--search')
        return
        ;;
    '--sort')
        __wildix_add_completions -W 'id'$'\n''start'$'\n''answer'$'\n''end'$'\n''timezone'$'\n''duration'$'\n''billsec'$'\n''src'$'\n''dst'$'\n''from_number'$'\n''to_number'$'\n''from_name'$'\n''to_name'$'\n''disposition'$'\n''lastapp'$'\n''lastdata'$'\n''userfield'$'\n''channel'$'\n''dstchannel'$'\n''callclass'$'\n''dest_type'$'\n''app'$'\n''dcontext'$'\n''pbxid'$'\n''cost'$'\n''faxdata'$'\n''organization'$'\n''type'$'\n''attachments'
        return
        ;;
    '--limit')
        return
        ;;
    '--format')
        __wildix_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''tsv'
        return
        ;;
    '--fields')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion calls -- --fields "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--output')
        __wildix_add_completions -f
        return
        ;;
    '--checkpoint')
        __wildix_add_completions -f
        return
        ;;
    esac
}

_wildix_enrich() {
    repeating_flags=()
    non_repeating_flags=(--answered --no-input --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--date --heure --mode-accueil --objet --commentaire-objet --resultat --orientation --commentaire-resultat --transfer-to --if-revision --data --color)
    __wildix_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--date')
        return
        ;;
    '--heure')
        return
        ;;
    '--mode-accueil')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion enrich -- --mode-accueil "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--objet')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion enrich -- --objet "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--commentaire-objet')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion enrich -- --commentaire-objet "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--resultat')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion enrich -- --resultat "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--orientation')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion enrich -- --orientation "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--commentaire-resultat')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion enrich -- --commentaire-resultat "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--transfer-to')
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion enrich -- --transfer-to "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    '--if-revision')
        return
        ;;
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion enrich -- positional@0 "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_wildix_log() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format --data --color)
    __wildix_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __wildix_add_completions -W 'table'$'\n''json'$'\n''jsonl'
        return
        ;;
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __wildix_add_completions -W "$(__wildix_custom_complete ---completion log -- positional@0 "${COMP_CWORD}" "$(__wildix_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_wildix_serve() {
    repeating_flags=()
    non_repeating_flags=(--insecure --behind-proxy --access-log --version -h --help)
    repeating_options=()
    non_repeating_options=(--listen --tls-certificate --tls-key --log-format --data --color)
    __wildix_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--listen')
        return
        ;;
    '--tls-certificate')
        __wildix_add_completions -f
        return
        ;;
    '--tls-key')
        __wildix_add_completions -f
        return
        ;;
    '--log-format')
        __wildix_add_completions -W 'text'$'\n''json'
        return
        ;;
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_login() {
    repeating_flags=()
    non_repeating_flags=(--password-stdin --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --color)
    __wildix_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_logout() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--data --color)
    __wildix_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_whoami() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --color)
    __wildix_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_token() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __wildix_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    create|list|revoke)
        # Offer subcommand argument completions
        "_wildix_token_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'create list revoke' -- "${cur}"))
        ;;
    esac
}

_wildix_token_create() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--name --expires --data --color)
    __wildix_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--name')
        return
        ;;
    '--expires')
        return
        ;;
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_token_list() {
    repeating_flags=()
    non_repeating_flags=(--all --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --data --color)
    __wildix_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format')
        __wildix_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''tsv'
        return
        ;;
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_token_revoke() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--data --color)
    __wildix_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_users() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __wildix_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|list|set|passwd|remove)
        # Offer subcommand argument completions
        "_wildix_users_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add list set passwd remove' -- "${cur}"))
        ;;
    esac
}

_wildix_users_add() {
    repeating_flags=()
    non_repeating_flags=(--password-stdin --version -h --help)
    repeating_options=()
    non_repeating_options=(--poste --role --data --color)
    __wildix_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--poste')
        return
        ;;
    '--role')
        __wildix_add_completions -W 'admin'$'\n''user'
        return
        ;;
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_users_list() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format --data --color)
    __wildix_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format')
        __wildix_add_completions -W 'table'$'\n''json'$'\n''jsonl'$'\n''csv'$'\n''tsv'
        return
        ;;
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_users_set() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--poste --role --data --color)
    __wildix_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--poste')
        return
        ;;
    '--role')
        __wildix_add_completions -W 'admin'$'\n''user'
        return
        ;;
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_users_passwd() {
    repeating_flags=()
    non_repeating_flags=(--password-stdin --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --color)
    __wildix_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_users_remove() {
    repeating_flags=()
    non_repeating_flags=(--yes --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --color)
    __wildix_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        __wildix_add_completions -d
        return
        ;;
    '--color')
        __wildix_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac
}

_wildix_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __wildix_offer_flags_options -1
}

complete -o filenames -F _wildix wildix
