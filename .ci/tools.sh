# To be sourced. npm_tools FOLDER PACKAGE@VERSION… installs what is not there yet: pinned, so that a
# new release of a checker does not turn an old commit red.
npm_tools() {
    local folder=$1
    shift
    mkdir -p "$folder"
    if [ "$(cat "$folder/wanted" 2>/dev/null)" != "$*" ]; then
        npm install --prefix "$folder" --no-save --no-audit --no-fund --loglevel=error "$@"
        echo "$*" > "$folder/wanted"
    fi
}
