"""The scripts that make a shell ask for completions; Click fills in function, variable and program."""

from __future__ import annotations

from typing import Final

_BASH: Final = r"""
%(complete_func)s() {
    local kind value
    COMPREPLY=()
    while IFS=$'\t' read -r kind value; do
        case "$kind" in
            dir) type compopt >/dev/null 2>&1 && compopt -o dirnames ;;
            file) type compopt >/dev/null 2>&1 && compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_TYPE="$COMP_TYPE" COMP_WORDBREAKS="$COMP_WORDBREAKS" \
        COLUMNS="$COLUMNS" %(complete_var)s=bash_complete "$1" 2>/dev/null)
    case "${COMPREPLY[0]}" in *:) type compopt >/dev/null 2>&1 && compopt -o nospace ;; esac
}
complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null || complete -F %(complete_func)s %(prog_name)s
"""

_ZSH: Final = r"""
#compdef %(prog_name)s

%(complete_func)s() {
    local kind value help
    local -a candidates begun
    while IFS=$'\t' read -r kind value help; do
        case "$kind" in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain)
                if [[ "$value" == *: ]]; then
                    begun+=("${value//:/\\:}:$help")
                else
                    candidates+=("${value//:/\\:}:$help")
                fi ;;
        esac
    done < <(COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) %(complete_var)s=zsh_complete "${words[1]}" 2>/dev/null)
    (( $#candidates )) && _describe -V copilot-tui candidates -U
    (( $#begun )) && _describe -V copilot-tui begun -U -S ''
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_FISH: Final = r"""
function %(complete_func)s
    for line in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp | string collect) \
            COMP_CWORD=(commandline -ct | string collect) %(prog_name)s 2>/dev/null)
        set -l parts (string split -m 2 \t -- $line)
        switch $parts[1]
            case dir
                __fish_complete_directories (commandline -ct)
            case file
                __fish_complete_path (commandline -ct)
            case plain
                printf '%%s\t%%s\n' $parts[2] $parts[3]
        end
    end
end
complete --command %(prog_name)s --no-files --keep-order --arguments '(%(complete_func)s)'
"""

SCRIPTS: Final = {name: script.lstrip("\n") for name, script in (("bash", _BASH), ("zsh", _ZSH), ("fish", _FISH))}
